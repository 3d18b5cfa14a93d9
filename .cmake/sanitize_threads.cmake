# The build with the thread sanitizer:
#   cmake -B build-threads -G Ninja -C .cmake/sanitize_threads.cmake
set(CODEBOOK_SANITIZE thread CACHE STRING "")
set(CODEBOOK_FUZZ OFF CACHE BOOL "")
set(CODEBOOK_BUILD_TOOLS OFF CACHE BOOL "")
include(${CMAKE_CURRENT_LIST_DIR}/sanitize.cmake)

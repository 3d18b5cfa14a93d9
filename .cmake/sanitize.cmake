# The build with sanitizers and fuzz targets:
#   cmake -B build-sanitize -G Ninja -C .cmake/sanitize.cmake
set(CMAKE_CXX_COMPILER clang++ CACHE STRING "")
set(CMAKE_BUILD_TYPE Debug CACHE STRING "")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1" CACHE STRING "")
set(CODEBOOK_WERROR ON CACHE BOOL "")
set(CODEBOOK_STATIC_PROGRAM OFF CACHE BOOL "")
set(CODEBOOK_BUILD_BENCH OFF CACHE BOOL "")
set(CODEBOOK_SANITIZE address,undefined,implicit-conversion CACHE STRING "")
set(CODEBOOK_FUZZ ON CACHE BOOL "")

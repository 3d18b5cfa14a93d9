include(${CMAKE_CURRENT_LIST_DIR}/codebook_dependencies.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/codebook-targets.cmake)

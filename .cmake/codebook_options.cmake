# Warnings and sanitizers, private to the project's own targets.
function(codebook_target_options target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion)
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC 12 sees overlapping copies in std::string's operator+ (its bug 105651).
    target_compile_options(${target} PRIVATE -Wno-restrict)
  endif()
  if(CODEBOOK_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(CODEBOOK_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${CODEBOOK_SANITIZE}
                           -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(${target} PRIVATE -fsanitize=${CODEBOOK_SANITIZE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL Clang)
      target_compile_options(${target} PRIVATE
        -fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/.cmake/sanitize_ignore.txt)
    endif()
  endif()
endfunction()

# What a library is fuzzed with: its branches are counted. A program of tests
# can still be linked with it.
function(codebook_fuzzed target)
  if(CODEBOOK_FUZZ)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endfunction()

# Headers that most files of `target` include, parsed once. For the sanitizers'
# build alone: the others show that each file includes what it needs.
function(codebook_precompiled target)
  if(CODEBOOK_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL Clang)
    target_precompile_headers(${target} PRIVATE ${ARGN})
    target_compile_options(${target} PRIVATE -Xclang -fno-pch-timestamp)
  endif()
endfunction()

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
  endif()
endfunction()

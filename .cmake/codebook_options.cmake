include(CheckPIESupported)
check_pie_supported()

# What makes a mistake that was missed harder to exploit: guarded stacks, copies
# whose size is checked, tables of addresses that cannot be written.
function(codebook_hardened target)
  target_compile_options(${target} PRIVATE -fstack-protector-strong -fstack-clash-protection
    $<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:-U_FORTIFY_SOURCE>
    $<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:-D_FORTIFY_SOURCE=2>)
  target_link_options(${target} PRIVATE -Wl,-z,relro,-z,now,-z,noexecstack)
endfunction()

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
  if(NOT CODEBOOK_SANITIZE)
    codebook_hardened(${target})
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
# build alone: the others show that each file includes what it needs, and GCC 12
# warns of what is no mistake in a precompiled <string>.
function(codebook_precompiled target)
  if(CODEBOOK_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL Clang)
    target_precompile_headers(${target} PRIVATE ${ARGN})
    target_compile_options(${target} PRIVATE -Xclang -fno-pch-timestamp)
  endif()
endfunction()

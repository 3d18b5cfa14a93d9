include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/codebook)
install(TARGETS codebook codebook_sample EXPORT codebook
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
        INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/codebook)
install(DIRECTORY engine codesets DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/codebook
        FILES_MATCHING PATTERN "*.h" PATTERN "sample/*" EXCLUDE)
install(FILES codesets/sample/sample.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/codebook/codesets/sample)
install(EXPORT codebook NAMESPACE codebook:: DESTINATION ${package_dir}
        FILE codebook-targets.cmake)
write_basic_package_version_file(codebook-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES .cmake/codebook-config.cmake .cmake/codebook_dependencies.cmake
              .cmake/Findre2.cmake .cmake/FindxxHash.cmake .cmake/Findutf8proc.cmake
              .cmake/FindNettle.cmake .cmake/FindLibCsv.cmake
              .cmake/FindLibStemmer.cmake
              ${PROJECT_BINARY_DIR}/codebook-config-version.cmake
        DESTINATION ${package_dir})
if(CODEBOOK_BUILD_TOOLS)
  install(TARGETS codebook_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

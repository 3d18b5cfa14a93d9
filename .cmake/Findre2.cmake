# Debian's RE2 ships no package file of its own; others do.
find_package(re2 CONFIG QUIET)
if(NOT TARGET re2::re2)
  find_path(re2_INCLUDE_DIR re2/re2.h)
  find_library(re2_LIBRARY re2)
  include(FindPackageHandleStandardArgs)
  find_package_handle_standard_args(re2 DEFAULT_MSG re2_LIBRARY re2_INCLUDE_DIR)
  if(re2_FOUND)
    add_library(re2::re2 UNKNOWN IMPORTED)
    set_target_properties(re2::re2 PROPERTIES IMPORTED_LOCATION ${re2_LIBRARY}
                          INTERFACE_INCLUDE_DIRECTORIES ${re2_INCLUDE_DIR})
  endif()
  mark_as_advanced(re2_INCLUDE_DIR re2_LIBRARY)
endif()

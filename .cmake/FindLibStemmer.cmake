# libstemmer ships no package file of its own.
find_package(LibStemmer CONFIG QUIET)
if(NOT TARGET LibStemmer::stemmer)
  find_path(LibStemmer_INCLUDE_DIR libstemmer.h)
  find_library(LibStemmer_LIBRARY stemmer)
  include(FindPackageHandleStandardArgs)
  find_package_handle_standard_args(LibStemmer DEFAULT_MSG LibStemmer_LIBRARY LibStemmer_INCLUDE_DIR)
  if(LibStemmer_FOUND)
    add_library(LibStemmer::stemmer UNKNOWN IMPORTED)
    set_target_properties(LibStemmer::stemmer PROPERTIES IMPORTED_LOCATION ${LibStemmer_LIBRARY}
                          INTERFACE_INCLUDE_DIRECTORIES ${LibStemmer_INCLUDE_DIR})
  endif()
  mark_as_advanced(LibStemmer_INCLUDE_DIR LibStemmer_LIBRARY)
endif()

// The images that compile_sample.cc makes of the files beside it.

#ifndef CODEBOOK_CODESETS_SAMPLE_SAMPLE_IMAGES_H_
#define CODEBOOK_CODESETS_SAMPLE_SAMPLE_IMAGES_H_

#include <span>
#include <string_view>

namespace codebook {

// Each begins at a multiple of eight bytes.
std::span<const std::string_view> SampleImages();

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_SAMPLE_SAMPLE_IMAGES_H_

// Zip archives for tests, in memory.

#ifndef CODEBOOK_TESTS_ZIP_WRITER_H_
#define CODEBOOK_TESTS_ZIP_WRITER_H_

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace codebook {

struct ZipMember {
  std::string name;
  // For a link, what it points to.
  std::string bytes;
  // AE_IFREG, AE_IFDIR or AE_IFLNK.
  unsigned type = AE_IFREG;
};

// The archive of `members`, in their order. `options` are libarchive's:
// "zip:compression=store", "zip:encryption=traditional" (the password is
// "secret").
inline std::string ZipOf(const std::vector<ZipMember>& members,
                         const std::string& options = "") {
  std::string zip;
  const auto append = [](archive*, void* to, const void* bytes, size_t size) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(bytes),
                                          size);
    return static_cast<la_ssize_t>(size);
  };
  const std::unique_ptr<archive, decltype(&archive_write_free)> writer(
      archive_write_new(), &archive_write_free);
  archive_write_set_format_zip(writer.get());
  archive_write_set_bytes_in_last_block(writer.get(), 1);
  archive_write_set_passphrase(writer.get(), "secret");
  EXPECT_EQ(archive_write_set_options(writer.get(), options.c_str()),
            ARCHIVE_OK)
      << archive_error_string(writer.get());
  archive_write_open(writer.get(), &zip, nullptr, append, nullptr);
  for (const ZipMember& member : members) {
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(
        archive_entry_new(), &archive_entry_free);
    archive_entry_set_pathname(entry.get(), member.name.c_str());
    archive_entry_set_filetype(entry.get(), member.type);
    archive_entry_set_perm(entry.get(), 0644);
    if (member.type == AE_IFLNK) {
      archive_entry_set_symlink(entry.get(), member.bytes.c_str());
    } else {
      archive_entry_set_size(entry.get(),
                             static_cast<la_int64_t>(member.bytes.size()));
    }
    EXPECT_EQ(archive_write_header(writer.get(), entry.get()), ARCHIVE_OK)
        << archive_error_string(writer.get());
    if (member.type == AE_IFREG) {
      archive_write_data(writer.get(), member.bytes.data(),
                         member.bytes.size());
    }
  }
  EXPECT_EQ(archive_write_close(writer.get()), ARCHIVE_OK)
      << archive_error_string(writer.get());
  return zip;
}

}  // namespace codebook

#endif  // CODEBOOK_TESTS_ZIP_WRITER_H_

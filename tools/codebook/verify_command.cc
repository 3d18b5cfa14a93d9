// codebook verify: are the images of the catalog as they were written?

#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "engine/catalog.h"
#include "engine/code_set.h"
#include "engine/concat.h"
#include "tools/codebook/catalog_choice.h"
#include "tools/codebook/command.h"
#include "tools/codebook/json_output.h"
#include "tools/codebook/text_output.h"

namespace codebook {
namespace {

struct Verified {
  ReleaseId id;
  // Of the image; 0 when it cannot be opened.
  size_t bytes = 0;
  absl::Status status;
};

Verified Verify(const Catalog& catalog, const ReleaseId& id) {
  const absl::StatusOr<CodeSetPtr> release = catalog.Get(id);
  if (!release.ok()) return {id, 0, release.status()};
  return {id, (*release)->image_bytes().size(), (*release)->VerifyChecksums()};
}

void AppendText(const Verified& verified, const TextWriter& writer) {
  const std::string id = writer.Paint(Ink::kBold, verified.id.ToString());
  writer.Line(0, verified.status.ok()
                     ? Concat(id, "  ", writer.Paint(Ink::kGreen, "whole"),
                              "  ", ByteSize(verified.bytes))
                     : Concat(id, "  ", writer.Paint(Ink::kRed, "damaged")));
}

void AppendJson(const Verified& verified, Output& out) {
  AppendLine({{"type", "verified"},
              {"release", verified.id.ToString()},
              {"status", verified.status.ok() ? "whole" : "damaged"},
              {"bytes", verified.bytes},
              {"message", TextOrNull(std::string(verified.status.message()))}},
             out);
}

// Whether the release is one of those that --set, --on and --release choose.
bool IsChosen(const Catalog& catalog, const ReleaseId& id,
              const ReleaseChoice& choice) {
  if (choice.release) return id == *choice.release;
  if (!choice.set.empty() && id.set != choice.set) return false;
  if (!choice.on) return true;
  ReleaseId in_force;
  for (const ReleaseId& other : catalog.ReleasesOf(id.set)) {
    if (other.effective <= *choice.on) in_force = other;
  }
  return id == in_force;
}

}  // namespace

int RunVerify(const Arguments& arguments, Output& out) {
  const absl::StatusOr<Catalog> catalog = OpenCatalog(arguments.catalog);
  if (!catalog.ok()) {
    Complain(catalog.status());
    return kExitError;
  }
  const TextWriter writer(arguments.color, out);
  int exit_status = kExitOk;
  bool any = false;
  for (const ReleaseId& id : catalog->releases()) {
    if (!IsChosen(*catalog, id, arguments.choice)) continue;
    any = true;
    const Verified verified = Verify(*catalog, id);
    if (!verified.status.ok()) {
      Complain(verified.status);
      exit_status = kExitError;
    }
    if (arguments.format == Format::kJson) {
      AppendJson(verified, out);
    } else {
      AppendText(verified, writer);
    }
  }
  if (any) return exit_status;
  Complain(Concat("no such release; ", catalog->Describe()));
  return kExitNotAll;
}

}  // namespace codebook

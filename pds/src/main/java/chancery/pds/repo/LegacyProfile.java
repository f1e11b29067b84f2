package chancery.pds.repo;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordPath;
import chancery.atproto.syntax.SyntaxException;
import chancery.store.KeyValue;
import chancery.web.Refusal;

import java.util.List;
import java.util.Optional;

/// Profiles whose pictures are references of the legacy form, as old clients save them again: they
/// are brought up to date with the size of the stored blob.
public final class LegacyProfile {
    private static final String PROFILE = "app.bsky.actor.profile";

    private final KeyValue store;
    private final BlobRows blobs;

    public LegacyProfile(KeyValue store) {
        this.store = store;
        this.blobs = new BlobRows(store);
    }

    /// The record with legacy pictures replaced, when it is a profile that takes the place of
    /// another; every other record as it is.
    public Value.Map upgrade(Did did, RecordPath path, Value.Map record) {
        boolean saved =
                path.collection().value().equals(PROFILE)
                        && store.get(new RepoKeys(did).record(path)).isPresent();
        if (!saved) {
            return record;
        }
        Value.Map upgraded = record;
        for (String field : List.of("avatar", "banner")) {
            Optional<Value.Map> legacy = record.map(field).filter(LegacyProfile::legacy);
            if (legacy.isPresent()) {
                upgraded = upgraded.with(field, typed(did, legacy.get()));
            }
        }
        return upgraded;
    }

    private static boolean legacy(Value.Map picture) {
        return picture.size() == 2
                && picture.text("cid").isPresent()
                && picture.text("mimeType").isPresent();
    }

    private Value.Map typed(Did did, Value.Map legacy) {
        String text = legacy.text("cid").orElseThrow();
        BlobRow row =
                cid(text)
                        .flatMap(cid -> blobs.find(did, cid))
                        .orElseThrow(
                                () ->
                                        Refusal.invalid(
                                                "BlobNotFound", "Could not find blob: " + text));
        return Value.Map.builder()
                .put("$type", "blob")
                .put("ref", Cid.parse(text))
                .put("mimeType", legacy.text("mimeType").orElseThrow())
                .put("size", row.size())
                .build();
    }

    private static Optional<Cid> cid(String text) {
        try {
            return Optional.of(Cid.parse(text));
        } catch (SyntaxException e) {
            return Optional.empty();
        }
    }
}

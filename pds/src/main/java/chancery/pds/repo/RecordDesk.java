package chancery.pds.repo;

import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.lexicon.Catalog;
import chancery.atproto.lexicon.Strictness;
import chancery.atproto.lexicon.Validation;
import chancery.atproto.lexicon.Validator;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;
import chancery.atproto.syntax.TidClock;
import chancery.pds.limit.PdsLimits;
import chancery.web.Refusal;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Where records are checked and encoded before they are written. Source: the order of checks of
/// the reference.
public final class RecordDesk {
    private final Supplier<Catalog> catalog;
    private final TidClock tids;
    private final PdsLimits limits;

    public RecordDesk(Supplier<Catalog> catalog, TidClock tids, PdsLimits limits) {
        this.catalog = catalog;
        this.tids = tids;
        this.limits = limits;
    }

    /// Whether the caller wants a record checked against its schema.
    public enum Check {
        /// Always; an unknown schema is refused.
        REQUIRED,
        /// When the schema is known.
        IF_KNOWN,
        /// Never.
        NONE
    }

    /// A record as a caller sends it.
    ///
    /// @param key empty for one of the server's choice
    /// @param at where it stands in the request, for messages: `$.record`
    public record Submission(
            Nsid collection, Optional<RecordKey> key, Value.Map record, Check check, String at) {}

    /// Checks and encodes a record.
    ///
    /// @throws Refusal `InvalidRequest` with the text clients know
    public PreparedRecord prepare(Submission sent) {
        Value.Map record = typed(sent.collection(), sent.record());
        RecordKey fresh = new RecordKey(tids.next().value());
        RecordPath path = new RecordPath(sent.collection(), sent.key().orElse(fresh));
        Optional<String> status = validate(sent, path, record);
        List<BlobLink> blobs = BlobLink.in(record);
        byte[] bytes = DagCbor.encode(record);
        if (bytes.length > limits.recordBytesMax()) {
            throw Refusal.invalid("Record too big. Max: " + limits.recordBytesMax() + " bytes");
        }
        Optional<BackLink> link = BackLink.of(sent.collection(), record);
        return new PreparedRecord(path, Cid.ofDagCbor(bytes), bytes, blobs, status, link);
    }

    private static Value.Map typed(Nsid collection, Value.Map record) {
        Optional<String> type = record.text("$type");
        if (type.isEmpty() && !record.contains("$type")) {
            return record.with("$type", new Value.Text(collection.value()));
        }
        if (!type.equals(Optional.of(collection.value()))) {
            throw Refusal.invalid(
                    "Invalid $type: expected "
                            + collection
                            + ", got "
                            + type.orElse("something else"));
        }
        return record;
    }

    private Optional<String> validate(Submission sent, RecordPath path, Value.Map record) {
        if (sent.check() == Check.NONE) {
            return Optional.empty();
        }
        Validator validator = new Validator(catalog.get(), Strictness.STRICT);
        Nsid type = path.collection();
        return switch (validator.record(type, record, sent.at())) {
            case Validation.Unknown<Value.Map>(var unknown) -> unknown(sent, unknown);
            case Validation.Invalid<Value.Map> invalid -> {
                requireKey(validator, path);
                throw Refusal.invalid("Invalid " + type + " record: " + invalid.message());
            }
            case Validation.Valid<Value.Map> _ -> {
                requireKey(validator, path);
                yield Optional.of("valid");
            }
        };
    }

    private static Optional<String> unknown(Submission sent, String type) {
        if (sent.check() == Check.REQUIRED) {
            throw Refusal.invalid("Unknown lexicon type: " + type);
        }
        return Optional.of("unknown");
    }

    private static void requireKey(Validator validator, RecordPath path) {
        if (validator.recordKey(path.collection(), path.key())
                instanceof Validation.Invalid<Value.Text> invalid) {
            String reason = invalid.issues().getFirst().message();
            throw Refusal.invalid("Invalid record key for " + path.collection() + ": " + reason);
        }
    }
}

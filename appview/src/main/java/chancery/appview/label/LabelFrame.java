package chancery.appview.label;

import chancery.atproto.data.CborReader;
import chancery.atproto.data.DagCbor;
import chancery.atproto.data.DataLimits;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.SyntaxException;

import java.util.List;
import java.util.Optional;

/// A message of a labeler: header and body, two DAG-CBOR objects one after the other.
sealed interface LabelFrame {
    /// Labels.
    ///
    /// @param seq grows along the stream
    record Labels(long seq, List<Value> labels) implements LabelFrame {}

    /// Why the labeler closes the stream.
    record Failure(String error) implements LabelFrame {}

    /// The frame in these bytes; empty when it is of a kind that is to be skipped.
    ///
    /// @throws SyntaxException when it is malformed, or holds too many labels
    static Optional<LabelFrame> decode(byte[] bytes, int labelsMax) {
        CborReader in = new CborReader(bytes);
        Value.Map header = map(in);
        Value.Map body = map(in);
        in.requireEnd();
        long op = header.integer("op").orElse(0L);
        if (op == -1) {
            return Optional.of(new Failure(body.text("error").orElse("")));
        }
        if (op != 1 || !header.text("t").equals(Optional.of("#labels"))) {
            return Optional.empty();
        }
        long seq = body.integer("seq").orElse(0L);
        List<Value> labels = body.items("labels");
        if (seq < 1 || labels.size() > labelsMax) {
            throw new SyntaxException("Invalid message: seq, or the number of labels");
        }
        return Optional.of(new Labels(seq, labels));
    }

    private static Value.Map map(CborReader in) {
        if (DagCbor.read(in, DataLimits.STANDARD) instanceof Value.Map map) {
            return map;
        }
        throw new SyntaxException("Invalid message: expected two maps");
    }
}

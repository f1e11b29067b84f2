/// The data model: [Value] and its two encodings, strict DAG-CBOR and JSON. Pure; every decoder is
/// iterative and bounded by [DataLimits]. What a record may contain is the business of `lexicon`.
@NullMarked
package chancery.atproto.data;

import org.jspecify.annotations.NullMarked;

/// What scripts may call beside records and the index: utilities, JSON, requests to elsewhere,
/// other methods, labels, signatures.
@NullMarked
package chancery.appview.script.library;

import org.jspecify.annotations.NullMarked;

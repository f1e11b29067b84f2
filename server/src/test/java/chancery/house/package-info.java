/// The house rules as tests: who may import whom, what a file may look like, one format, and
/// documents that name only what exists. Each rule is shown to bite by a planted violation.
@NullMarked
package chancery.house;

import org.jspecify.annotations.NullMarked;

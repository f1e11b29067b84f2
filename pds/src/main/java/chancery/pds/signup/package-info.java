/// How accounts begin: names claimed, an identity made, the first commit and the first events
/// written.
@NullMarked
package chancery.pds.signup;

import org.jspecify.annotations.NullMarked;

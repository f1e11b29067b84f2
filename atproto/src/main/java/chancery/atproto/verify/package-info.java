/// What is checked about repositories of others: archives, trees and commits, read from bytes that
/// nobody vouches for. Iterative and bounded. Whose key a repository has is known elsewhere.
@NullMarked
package chancery.atproto.verify;

import org.jspecify.annotations.NullMarked;

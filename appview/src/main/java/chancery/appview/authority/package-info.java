/// Lexicons of the network: found by the domain of their name, kept as they are published.
@NullMarked
package chancery.appview.authority;

import org.jspecify.annotations.NullMarked;

/// IP addresses: ranges of them, what the public internet may be, and under which key a client
/// counts. Resolves no names.
@NullMarked
package chancery.web.address;

import org.jspecify.annotations.NullMarked;

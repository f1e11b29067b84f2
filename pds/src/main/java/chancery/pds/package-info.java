/// The personal data server. `Pds` is the front door: what it needs goes in, methods come out.
@NullMarked
package chancery.pds;

import org.jspecify.annotations.NullMarked;

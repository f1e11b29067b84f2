/// Tests of the personal data server on the memory engine.
@NullMarked
package chancery.pds;

import org.jspecify.annotations.NullMarked;

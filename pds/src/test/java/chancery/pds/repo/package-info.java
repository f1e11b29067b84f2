/// Tests of repositories from the inside.
@NullMarked
package chancery.pds.repo;

import org.jspecify.annotations.NullMarked;

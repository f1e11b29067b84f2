/// Session tokens: issued, rotated, revoked and checked. Owns the refresh rows.
@NullMarked
package chancery.pds.session;

import org.jspecify.annotations.NullMarked;

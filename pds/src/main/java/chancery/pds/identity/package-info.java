/// Names and identifiers of the accounts on the network: handles resolved, DIDs made.
@NullMarked
package chancery.pds.identity;

import org.jspecify.annotations.NullMarked;

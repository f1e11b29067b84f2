/// Blobs of the accounts: taken in, tied to records, swept when nobody refers to them.
@NullMarked
package chancery.pds.blob;

import org.jspecify.annotations.NullMarked;

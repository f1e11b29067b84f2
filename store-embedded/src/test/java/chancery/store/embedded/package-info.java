/// The embedded engine under the contracts, and what only it promises: files, locks, damage.
@NullMarked
package chancery.store.embedded;

import org.jspecify.annotations.NullMarked;

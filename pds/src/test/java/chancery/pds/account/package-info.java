/// Tests of the rules for names and passwords.
@NullMarked
package chancery.pds.account;

import org.jspecify.annotations.NullMarked;

/// Accounts of this server: who they are, what they are called, how they prove it. Owns the account
/// rows and the directory of handles and e-mails; sessions and repositories are the work of others.
@NullMarked
package chancery.pds.account;

import org.jspecify.annotations.NullMarked;

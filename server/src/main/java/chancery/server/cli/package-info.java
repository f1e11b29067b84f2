/// The command line: one class per command. Starts and stops the program, prints, and ends the
/// process; nobody else does.
@NullMarked
package chancery.server.cli;

import org.jspecify.annotations.NullMarked;

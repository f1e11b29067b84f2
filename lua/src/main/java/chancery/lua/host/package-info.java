/// Owns what a host gives to its scripts: functions with declared arguments, JSON both ways, and
/// errors that a script cannot catch. Leaves where JSON comes from and goes to to the host.
@NullMarked
package chancery.lua.host;

import org.jspecify.annotations.NullMarked;

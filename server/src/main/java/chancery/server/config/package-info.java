/// Settings: every key with its default and its meaning, read from a TOML file and the environment,
/// all faults reported at once. Leaves it to the parts what a setting does.
@NullMarked
package chancery.server.config;

import org.jspecify.annotations.NullMarked;

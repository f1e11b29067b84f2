package chancery.lua.syntax;

import java.util.List;

/// Statements with a scope of their own.
///
/// @param closes whether a variable declared directly in it is to be closed at its end
/// @param lastLine where an error while closing happens
public record Block(List<Statement> statements, boolean closes, int lastLine) {}

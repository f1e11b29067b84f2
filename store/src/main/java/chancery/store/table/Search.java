package chancery.store.table;

/// A text to find in the strings of one field. Only the beginning of a long string is looked at,
/// as far as [TableLimits#searchUnits] goes.
///
/// @param where among which rows
public record Search(String table, Filter where, Field field, String text, int limit) {}

package chancery.store.table;

import chancery.store.table.value.Kind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a table is made of.
///
/// @param key names of the columns of the primary key, which are never absent
/// @param search the column whose strings [Tables#search] finds quickly
public record Table(
        String name,
        List<Column> columns,
        List<String> key,
        List<Index> indexes,
        Optional<String> search) {
    private static final int NAME_MAX = 40;
    private static final String NAME_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789_";

    public Table {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        indexes = List.copyOf(indexes);
        requireName(name);
        columns.forEach(column -> requireName(column.name()));
        Set<String> names = new HashSet<>();
        if (!columns.stream().allMatch(column -> names.add(column.name()))) {
            throw new IllegalArgumentException(name + " has a column twice");
        }
        if (key.isEmpty() || !key.stream().allMatch(new HashSet<>()::add)) {
            throw new IllegalArgumentException(name + " has no key, or a column twice in it");
        }
        for (String part : key) {
            requireKeyPart(columns.get(place(columns, name, part)));
        }
        for (Index index : indexes) {
            for (Sort part : index.parts()) {
                place(columns, name, part.field().column());
            }
        }
    }

    /// A table without indexes.
    public static Table of(String name, List<String> key, Column... columns) {
        return new Table(name, List.of(columns), key, List.of(), Optional.empty());
    }

    /// The same with one more index over columns.
    public Table index(Sort... parts) {
        List<Index> more = new ArrayList<>(indexes);
        more.add(new Index(List.of(parts)));
        return new Table(name, columns, key, more, search);
    }

    /// The same with the strings at the top of a JSON column made quick to search.
    public Table searched(String column) {
        if (column(column).kind() != Kind.JSON) {
            throw new IllegalArgumentException(column + " is not a JSON column");
        }
        return new Table(name, columns, key, indexes, Optional.of(column));
    }

    /// The column with this name.
    ///
    /// @throws IllegalArgumentException when there is none
    public Column column(String column) {
        return columns.get(place(column));
    }

    /// Where a column stands in a row, from 0.
    public int place(String column) {
        return place(columns, name, column);
    }

    private static int place(List<Column> columns, String table, String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(table + " has no column " + column);
    }

    private static void requireKeyPart(Column part) {
        if (part.presence() != Presence.REQUIRED || part.kind() == Kind.JSON) {
            throw new IllegalArgumentException(part.name() + " cannot be part of a key");
        }
    }

    static void requireName(String name) {
        boolean plain =
                !name.isEmpty()
                        && name.length() <= NAME_MAX
                        && Character.isLetter(name.charAt(0))
                        && name.chars().allMatch(c -> NAME_CHARACTERS.indexOf(c) >= 0);
        if (!plain) {
            throw new IllegalArgumentException("not a name: " + name);
        }
    }

    /// A typed column.
    public record Column(String name, Kind kind, Presence presence) {
        /// A column that each row fills.
        public static Column of(String name, Kind kind) {
            return new Column(name, kind, Presence.REQUIRED);
        }

        /// A column that a row may leave out.
        public static Column optional(String name, Kind kind) {
            return new Column(name, kind, Presence.OPTIONAL);
        }
    }

    /// Whether a cell may be absent.
    public enum Presence {
        REQUIRED,
        OPTIONAL
    }

    /// An order in which rows are found without sorting them. The key is its end, in the direction
    /// of the last part.
    public record Index(List<Sort> parts) {
        public Index {
            parts = List.copyOf(parts);
        }
    }
}

package chancery.lua.library;

/// What is sorted, by indices from 1.
interface Sortable {
    Object get(int index);

    void put(int index, Object value);
}

package org.egide.platform.jobs;

/**
 * Work that comes due: a bean of a module that looks for its due rows and does them. Called every few seconds by a durable job in
 * one process of the node at a time; tests call {@link #work()} themselves under a fake clock. Work takes rows with
 * {@code FOR UPDATE SKIP LOCKED}, makes no remote call inside a transaction, and an error in one row must not hold the others.
 */
public interface Routine {
    /** Stable name, for the job table and the desk. */
    String name();

    /** Does what is due now and returns how many things were done. */
    int work();
}

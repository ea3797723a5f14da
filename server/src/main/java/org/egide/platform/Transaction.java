package org.egide.platform;

import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** One use case, one transaction: state, audit row and event commit together or not at all. Joins a running one. */
@Component
public final class Transaction {
    private final TransactionTemplate joined;
    private final TransactionTemplate separate;

    public Transaction(PlatformTransactionManager manager) {
        this.joined = new TransactionTemplate(manager);
        this.separate = new TransactionTemplate(manager);
        this.separate.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Runs the work and returns what it found; an exception undoes everything. */
    public <T> T in(Supplier<T> work) {
        return java.util.Objects.requireNonNull(joined.<T>execute(status -> work.get()));
    }

    public void run(Runnable work) {
        joined.executeWithoutResult(status -> work.run());
    }

    /** Runs the work in a transaction of its own, whatever is running. */
    public <T> T apart(Supplier<T> work) {
        return java.util.Objects.requireNonNull(separate.<T>execute(status -> work.get()));
    }
}

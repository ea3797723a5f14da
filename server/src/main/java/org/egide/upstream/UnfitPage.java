package org.egide.upstream;

/** Found in the middle of a page that it must be refused whole. Never leaves the readers. */
final class UnfitPage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    UnfitPage(Fault fault) {
        super(fault.name(), null, false, false);
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}

package org.egide.platform.web;

import java.util.function.Supplier;

/** Lets a test ask as somebody from a network of that name. */
public final class AskerFixture {
    private AskerFixture() {}

    public static <T> T as(String lane, Supplier<T> work) {
        return ScopedValue.where(Asker.HERE, new Asker(lane)).call(work::get);
    }
}

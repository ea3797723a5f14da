package org.egide.platform;

import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON that holds somebody's words or a key. The library's usual parser keeps its buffers for the next text; with the last one in them they
 * would lie in memory for hours (S1 of front-door-and-care). These are given up after each text.
 */
public final class Json {
    private Json() {}

    /** A mapper that keeps nothing of what it read or wrote. */
    public static JsonMapper forgetful() {
        return JsonMapper.builder(forgetfulFactory().build()).build();
    }

    /** For a mapper with bounds of its own. */
    public static JsonFactoryBuilder forgetfulFactory() {
        return JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool());
    }
}

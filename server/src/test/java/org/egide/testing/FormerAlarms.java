package org.egide.testing;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Each class begins without the alarms of the former ones: nobody ever answers for those, so each step of the clock would call the whole
 * ladder for hundreds of them.
 */
public final class FormerAlarms implements TestExecutionListener {
    @Override
    public void beforeTestClass(TestContext context) {
        var database = context.getApplicationContext().getBean(JdbcClient.class);
        database.sql("DELETE FROM duty.page").update();
        database.sql("DELETE FROM duty.alarm").update();
    }
}

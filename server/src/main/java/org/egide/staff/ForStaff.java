package org.egide.staff;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.egide.platform.web.Permission;

/**
 * Only a signed-in person of staff with one of the roles may use this endpoint. A handler takes the {@link Person} as a
 * parameter.
 */
@Documented
@Permission
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ForStaff {
    /** One of these roles is needed. */
    Role[] value();

    /** Whether the person must have proved themselves again within the last minutes (step-up), before a sensitive act. */
    boolean again() default false;
}

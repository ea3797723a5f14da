package org.egide.gateway;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.egide.platform.web.Permission;

/** Only a provider with its own user name and password (HTTP Basic) may use this endpoint. The handler takes the {@link Provider}. */
@Documented
@Permission
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ForProvider {}

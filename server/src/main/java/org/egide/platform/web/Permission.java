package org.egide.platform.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an annotation that says who may use an endpoint. Every endpoint carries exactly one such annotation, on the method or
 * its class; an architecture test fails otherwise, and an endpoint without one answers nobody.
 */
@Documented
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Permission {}

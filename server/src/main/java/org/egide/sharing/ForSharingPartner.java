package org.egide.sharing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.egide.platform.web.Permission;

/** Only a live partner with its own secret for that door may use this endpoint. The handler takes the {@link SharingPartner}. */
@Documented
@Permission
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@interface ForSharingPartner {
    SharingDoor value();
}

package org.egide.staff;

import java.util.List;
import org.egide.platform.Language;
import org.egide.platform.web.DeskNotice;

/** What a module has to say on every page of the desk; contributed as a bean. */
public interface DeskNotices {
    /** The lines for that person, most urgent first. */
    List<DeskNotice> to(Person viewer, Language language);
}

package zhijiao.laws;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * A law of the architecture.
 *
 * @param sentence what holds, in words
 * @param where the classes for which it holds
 * @param rule the law itself, which says nothing about where, so that it can be held against canaries too
 * @param canaries classes that break the law, at least one
 */
record Law(
    String sentence, DescribedPredicate<JavaClass> where, ArchRule rule, List<Class<?>> canaries) {}

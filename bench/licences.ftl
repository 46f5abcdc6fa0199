# Licences

What the distribution ships beside Virtual Putty itself, which is under the Apache License 2.0: every library of `app/target/lib`, of which
the jars of the jobs and collectors hold a part, with the licences that its authors name. Written by `bench/licences.sh`; a
test holds it against what the build ships.

| library | version | licence |
|---|---|---|
<#list dependencyMap as entry>
<#assign library = entry.getKey()/>
| ${library.groupId}:${library.artifactId} | ${library.version} | <#list entry.getValue() as licence>${licence}<#if licence_has_next> or </#if></#list> |
</#list>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists, tables and bibliographies. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:ui="urn:tei:interface"
    exclude-result-prefixes="tei ui">

  <xsl:template match="tei:list">
    <xsl:apply-templates select="tei:head"/>
    <xsl:choose>
      <xsl:when test="tei:label">
        <dl>
          <xsl:call-template name="attributes">
            <xsl:with-param name="class"><xsl:call-template name="typed"><xsl:with-param name="class" select="'list'"/></xsl:call-template></xsl:with-param>
          </xsl:call-template>
          <xsl:apply-templates select="*[not(self::tei:head)] | text()"/>
        </dl>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="ordered" select="contains(' ordered numbered ', concat(' ', @type, ' '))
            or contains(' ordered numbered ', concat(' ', @rend, ' '))"/>
        <xsl:variable name="name">
          <xsl:choose>
            <xsl:when test="$ordered and (@type or @rend)">ol</xsl:when>
            <xsl:otherwise>ul</xsl:otherwise>
          </xsl:choose>
        </xsl:variable>
        <xsl:element name="{$name}">
          <xsl:call-template name="attributes">
            <xsl:with-param name="class"><xsl:call-template name="typed"><xsl:with-param name="class" select="'list'"/></xsl:call-template></xsl:with-param>
          </xsl:call-template>
          <xsl:apply-templates select="node()[not(self::tei:head)]"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:list/tei:head | tei:listBibl/tei:head | tei:listPerson/tei:head | tei:listPlace/tei:head | tei:listOrg/tei:head">
    <p>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'list-head'"/></xsl:call-template>
      <xsl:apply-templates/>
    </p>
  </xsl:template>

  <!-- A page break between two items goes into the later one, for HTML has no place between them. -->
  <xsl:template match="tei:list/*[not(self::tei:item or self::tei:label or self::tei:head)]" priority="2"/>

  <xsl:template name="entry">
    <xsl:variable name="between" select="../*[not(self::tei:item or self::tei:label or self::tei:head)]"/>
    <xsl:call-template name="attributes"/>
    <xsl:if test="$between">
      <xsl:apply-templates mode="between" select="preceding-sibling::*[count(. | $between) = count($between)]
          [generate-id(following-sibling::*[self::tei:item or self::tei:label][1]) = generate-id(current())]"/>
    </xsl:if>
    <xsl:apply-templates/>
    <xsl:if test="$between and not(following-sibling::*[self::tei:item or self::tei:label])">
      <xsl:apply-templates mode="between" select="following-sibling::*"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="between"><xsl:call-template name="box"/></xsl:template>
  <xsl:template match="tei:pb" mode="between"><xsl:call-template name="page-break"/></xsl:template>
  <xsl:template match="tei:cb" mode="between"><xsl:call-template name="column-break"/></xsl:template>
  <xsl:template match="tei:note" mode="between"><xsl:call-template name="note"/></xsl:template>
  <xsl:template match="tei:lb | tei:milestone" mode="between"/>

  <xsl:template match="tei:list/tei:item">
    <li><xsl:call-template name="entry"/></li>
  </xsl:template>

  <xsl:template match="tei:list[tei:label]/tei:item" priority="1">
    <dd><xsl:call-template name="entry"/></dd>
  </xsl:template>

  <xsl:template match="tei:list/tei:label">
    <dt><xsl:call-template name="entry"/></dt>
  </xsl:template>

  <xsl:template match="tei:label">
    <xsl:choose>
      <xsl:when test="ancestor::tei:p"><xsl:call-template name="box"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="block"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Tables scroll by themselves where the page is too narrow for them, by keyboard as well. -->
  <xsl:template match="tei:table">
    <xsl:variable name="number"><xsl:number level="any" count="tei:table" from="tei:TEI"/></xsl:variable>
    <div class="table" role="region" tabindex="0">
      <xsl:choose>
        <xsl:when test="tei:head">
          <xsl:attribute name="aria-labelledby"><xsl:value-of select="concat('table:', $number)"/></xsl:attribute>
        </xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="aria-label"><xsl:value-of select="concat(ui:word('table'), ' ', $number)"/></xsl:attribute>
        </xsl:otherwise>
      </xsl:choose>
      <table>
        <xsl:call-template name="attributes"/>
        <xsl:if test="tei:head">
          <caption id="table:{$number}">
            <xsl:for-each select="tei:head">
              <span><xsl:call-template name="attributes"/><xsl:apply-templates/></span>
            </xsl:for-each>
          </caption>
        </xsl:if>
        <tbody><xsl:apply-templates select="tei:row"/></tbody>
      </table>
    </div>
    <xsl:apply-templates select="*[not(self::tei:row or self::tei:head)] | text()[normalize-space()]"/>
  </xsl:template>

  <xsl:template match="tei:table/tei:row">
    <tr>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates select="tei:cell"/>
      <xsl:if test="text()[normalize-space()] | *[not(self::tei:cell)]">
        <td><xsl:apply-templates select="node()[not(self::tei:cell)]"/></td>
      </xsl:if>
    </tr>
  </xsl:template>

  <xsl:template match="tei:table/tei:row/tei:cell">
    <td><xsl:call-template name="cell"/></td>
  </xsl:template>

  <xsl:template match="tei:table/tei:row[@role = 'label']/tei:cell" priority="1">
    <th scope="col"><xsl:call-template name="cell"/></th>
  </xsl:template>

  <xsl:template match="tei:table/tei:row[not(@role = 'label')]/tei:cell[@role = 'label']" priority="1">
    <th scope="row"><xsl:call-template name="cell"/></th>
  </xsl:template>

  <xsl:template name="cell">
    <xsl:if test="@cols &gt; 1"><xsl:attribute name="colspan"><xsl:value-of select="@cols"/></xsl:attribute></xsl:if>
    <xsl:if test="@rows &gt; 1"><xsl:attribute name="rowspan"><xsl:value-of select="@rows"/></xsl:attribute></xsl:if>
    <xsl:call-template name="attributes"/>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- Bibliographies and lists of names in the text. -->
  <xsl:template match="tei:listBibl | tei:listPerson | tei:listPlace | tei:listOrg">
    <xsl:apply-templates select="tei:head"/>
    <ul>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'list-of'"/></xsl:call-template>
      <xsl:for-each select="*[not(self::tei:head)] | text()[normalize-space()]">
        <li><xsl:apply-templates select="."/></li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <!-- The parts of a structured entry have no punctuation of their own. -->
  <xsl:template match="tei:biblStruct">
    <span>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'bibl'"/></xsl:call-template>
      <xsl:for-each select="tei:analytic/* | tei:monogr/*[not(self::tei:imprint)] | tei:monogr/tei:imprint/* | tei:series/*
                            | node()[not(self::tei:analytic or self::tei:monogr or self::tei:series)][normalize-space()]">
        <xsl:if test="position() &gt; 1"><span class="added"><xsl:value-of select="ui:word('separator')"/></span></xsl:if>
        <xsl:apply-templates select="."/>
      </xsl:for-each>
    </span>
  </xsl:template>

</xsl:stylesheet>

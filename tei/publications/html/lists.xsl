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
            <xsl:with-param name="class" select="concat('list ', ui:rendition(string(@type)))"/>
          </xsl:call-template>
          <xsl:apply-templates select="node()[not(self::tei:head)]"/>
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
            <xsl:with-param name="class" select="concat('list ', ui:rendition(string(@type)))"/>
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

  <xsl:template match="tei:item">
    <li><xsl:call-template name="attributes"/><xsl:apply-templates/></li>
  </xsl:template>

  <xsl:template match="tei:list[tei:label]/tei:item">
    <dd><xsl:call-template name="attributes"/><xsl:apply-templates/></dd>
  </xsl:template>

  <xsl:template match="tei:list/tei:label">
    <dt><xsl:call-template name="attributes"/><xsl:apply-templates/></dt>
  </xsl:template>

  <!-- What else stands between the items of a list, a page break say, goes where HTML allows it. -->
  <xsl:template match="tei:list/tei:pb | tei:list/tei:lb | tei:list/tei:milestone | tei:list/tei:cb | tei:list/tei:fw | tei:list/tei:note" priority="2">
    <xsl:choose>
      <xsl:when test="../tei:label"><dd class="between"><xsl:call-template name="breaks"/></dd></xsl:when>
      <xsl:otherwise><li class="between"><xsl:call-template name="breaks"/></li></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="breaks">
    <xsl:choose>
      <xsl:when test="self::tei:pb"><xsl:call-template name="page-break"/></xsl:when>
      <xsl:when test="self::tei:cb"><xsl:call-template name="column-break"/></xsl:when>
      <xsl:when test="self::tei:note"><xsl:call-template name="note"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="box"/></xsl:otherwise>
    </xsl:choose>
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
    <xsl:apply-templates select="*[not(self::tei:row or self::tei:head)]"/>
  </xsl:template>

  <xsl:template match="tei:row">
    <tr><xsl:call-template name="attributes"/><xsl:apply-templates select="tei:cell"/></tr>
  </xsl:template>

  <xsl:template match="tei:cell">
    <td><xsl:call-template name="cell"/></td>
  </xsl:template>

  <xsl:template match="tei:row[@role = 'label']/tei:cell">
    <th scope="col"><xsl:call-template name="cell"/></th>
  </xsl:template>

  <xsl:template match="tei:row[not(@role = 'label')]/tei:cell[@role = 'label']">
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
      <xsl:for-each select="*[not(self::tei:head)]">
        <li>
          <xsl:call-template name="attributes"/>
          <xsl:apply-templates/>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

</xsl:stylesheet>
